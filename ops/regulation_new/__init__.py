"""`otklik regulation new`: the questions to a clerk, the reading of the answers, and the first file made of them."""

from ops.regulation_new.make import Made, make

__all__ = ["Made", "make"]
