"""Vectors and matrices by their entries: products are sums over places, and the kernel proves about those.

Every letter is a number, a column or a matrix; where a line fits several ways, it must hold in all of them.
"""
