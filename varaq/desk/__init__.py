"""The desk: handouts in the browser, translated where they are read.

The same functions as the commands': reading, merging, checking, saving. What is on the page is
what a build makes; what is typed goes through the one way in which a catalog is saved.
"""
