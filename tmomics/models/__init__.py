"Autoencoders on modules, and baselines."
from .core import *
