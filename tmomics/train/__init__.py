"Fitting a model to cells."
from .core import *
