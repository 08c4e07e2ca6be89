"""Who may do what, tried at every door.

`matrix.toml` is the table: a row for each thing that can be done, a column for each actor. `doors_<app>.py` lists the
doors of an app: each names its row, the address it stands for and how one knocks. `test_matrix.py` knocks on every door
as every actor; `test_addresses.py` fails when an address of ours has no door. A new screen needs a `page(…)` or
`post(…)` in its app's list, and a row of the table where none fits. `world.py` says who the actors are, `people.py` how
those beyond the fixed cast come about. What a table cannot say is in the other tests: secrets that must not leak
(`test_canaries.py`), sockets that are already open (`test_open_sockets.py`), the log (`test_refused_access.py`).
"""
