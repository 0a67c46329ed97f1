"Do synthetic cells keep what real ones have?"
from .core import *
