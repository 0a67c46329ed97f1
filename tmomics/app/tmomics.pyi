"What type checkers see of `TMOmics`, whose methods are added by @patch; app/tmomics.ipynb tests that the two agree."
from collections.abc import Mapping
from pathlib import Path
from typing import Any
import numpy as np
import pandas as pd
from anndata import AnnData
from torch import nn
from tmomics.base.settings import CellsConfig, GeneratorConfig, ModelConfig, TrainConfig
from tmomics.data.preprocess import Preprocessor

from tmomics.generate.core import Generator
from tmomics.generate.impute import Imputer
from tmomics.modules.core import ModuleMap
from tmomics.modules.prepare import Prepared

MODEL_FILES: tuple[str, ...]

class TMOmics:
    adata: AnnData | None
    data: Any
    source: dict
    label_key: str
    reading: dict
    module_source: str
    seed: int
    config: ModelConfig
    cells_config: CellsConfig
    train_config: TrainConfig | None
    cells: Prepared | None
    prep: Preprocessor
    modules: ModuleMap
    model: nn.Module
    generator: Generator | None
    method: str
    imputer: Imputer | None
    notes: list
    split_sha256: str

    def __init__(self, data: AnnData | str | Path, label_key: str | None = None, protein_key: str | None = None,
        layer: str | None = None, join: str | None = None, modules: str | Path | ModuleMap = 'ward',
        coupling: str = 'tt', cells: CellsConfig | None = None, seed: int = 0, generator: str | None = None,
        technical: str | None = None, **model): ...
    def fit(self, device: str = 'auto', progress: bool = True, checkpoint: str | Path | None = None,
        every: int = 10, resume: bool = False, generator: GeneratorConfig | None = None,
        **train) -> TMOmics: ...
    def fit_generator(self, config: GeneratorConfig = GeneratorConfig()) -> TMOmics: ...
    @property
    def history(self) -> pd.DataFrame: ...
    def embed(self, data: AnnData | str | Path | None = None, key: str | None = 'X_tmomics',
        protein_key: str | None = None, layer: str | None = None, join: str | None = None) -> np.ndarray: ...
    def reconstruct(self, data: AnnData | str | Path | None = None, protein_key: str | None = None,
        layer: str | None = None, join: str | None = None) -> AnnData: ...
    def sample(self, labels: str | list | Mapping | None = None, n: int = 1000, seed: int = 0,
        counts: bool = False, group: str | None = None, as_: str = 'anndata') -> AnnData: ...
    def sample_to(self, path: str | Path, labels: str | list | Mapping | None = None, n: int = 1000,
        seed: int = 0, counts: bool = False, group: str | None = None, force: bool = False,
        progress: bool = False) -> dict: ...
    def impute(self, data: AnnData | str | Path, protein_key: str | None = None,
        layer: str | None = None, seed: int | None = None) -> AnnData: ...
    def evaluate(self, synthetic: AnnData | str | Path | None = None, n: int | None = None, seed: int = 0,
        data: AnnData | str | Path | None = None, pair_rule: str = 'symbol', n_boot: int = 200,
        n_max: int = 1000, progress: bool = True) -> pd.DataFrame: ...
    def module_strength(self, side: str = 'in') -> pd.DataFrame: ...
    def save(self, folder: str | Path, overwrite: bool = False) -> Path: ...
    @classmethod
    def load(cls, folder: str | Path) -> TMOmics: ...
