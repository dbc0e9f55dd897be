"""A second reading of a line: what the checker has no notion for stands for any real number or function.

What is proved of such a line holds whatever those parts stand for. A line is never refuted on this reading.
"""
