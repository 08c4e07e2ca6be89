"""`make bench`: how much processor time our pages cost beside a reference, on the same machine in the same minute.

Times of shared machines are not stable; ratios within one run are. Each figure is CPU of the reference ÷ CPU of ours
for one unit of work (application + PostgreSQL + Redis, as the operating system counts it), the median of several pairs
taken turn and turn about. docs/performance.md tells what the references are and what we want.

- `house` starts PostgreSQL, Redis and both sites as production does; `data` fills them; `reference` is the other site.
- `meter` counts; `client` asks over persistent connections; `works` is the registry each room's bench signs into.
- `forum` … are the works of one room each. A new one: a module here with `@work(...)`, named in `__main__.ROOMS`.
"""
