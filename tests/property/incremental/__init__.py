"""Replay equals rebuild: builds of what is new, in any order, against one build of all.

Belongs here: how raw data arrives piece by piece, what else happens to a warehouse
between two builds, and the comparison of all its relations. What the marts must hold is
the specification's business.
"""
