"Groups of genes and proteins: what they are, what they mean, and cells prepared for a model."
from .core import *
