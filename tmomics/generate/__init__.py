"New cells, and modalities that were not measured."
from .core import *
