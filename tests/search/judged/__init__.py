"""A thousand made resources and what a reader expects for each of the judged questions.

- `topics_lessons.txt`, `topics_school.txt`: a hundred topics, in words anybody can read and correct
- `corpus.py` makes ten resources of each, of different kinds and wordings, always the same ones
- `held_out.txt`: more in the same form, written before any result was seen, tuned for once
- `by_meaning.txt`: sixty more, written after that tuning
- `unseen.txt`: eighty-one more, in whole sentences, written after the next
- `questions.txt`: the questions, each with what is right, good and of some use for it, by topic and kind
"""
