"Tensorised modular autoencoders for paired single-cell RNA and protein data."
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tmomics.app.tmomics import TMOmics
    from tmomics.data.datasets import load_cells
    from tmomics.data.simulate import simulate_citeseq, toy_citeseq
    from tmomics.metrics.evaluation import evaluate

__version__ = "0.1.0"
__all__ = ['TMOmics', 'evaluate', 'load_cells', 'simulate_citeseq', 'toy_citeseq']

# where each name is; imported when it is first used
_MODULES = {'TMOmics': 'app.tmomics', 'evaluate': 'metrics.evaluation', 'load_cells': 'data.datasets',
    'simulate_citeseq': 'data.simulate', 'toy_citeseq': 'data.simulate'}
_PACKAGES = ('app', 'base', 'coupling', 'data', 'experiments', 'generate', 'metrics', 'models', 'modules', 'train')

def __getattr__(name):
    if name in _PACKAGES: return import_module(f'tmomics.{name}')
    if name not in _MODULES: raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    globals()[name] = found = getattr(import_module(f'tmomics.{_MODULES[name]}'), name)
    return found

def __dir__(): return sorted({*globals(), *__all__, *_PACKAGES})
