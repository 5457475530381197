"""The coverage of a catalogue: what holds for every answer that anybody can give.

`space` finds few representatives of all answers, `rules`, `facets` and `walk` look
for faults with them, `thin` and `cells` count what is on offer for whom, `practice`
looks at what the ranking shows, and `survey` puts all of it together. Nothing here
samples: each module says why what it looks at stands for everything.
"""
