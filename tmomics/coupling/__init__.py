"Linear maps that let modules talk to each other."
from .core import *
