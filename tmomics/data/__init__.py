"CITE-seq cells: read, simulated, split and preprocessed."
from .core import *
from .read import *
from .simulate import simulate_citeseq, toy_citeseq
