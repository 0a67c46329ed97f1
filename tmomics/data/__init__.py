"CITE-seq cells: read, simulated, split and preprocessed."
from .core import *
from .read import *
