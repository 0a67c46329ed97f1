"""totalVI of scvi-tools (tried: 1.4.2) as a contestant; all settings are its defaults.

New cells come from the aggregated posterior of a type, as users of scvi-tools draw them: a training cell of the type is
drawn with replacement, then a latent from its posterior, and counts from what is decoded, at the depth of that cell.
"""
import numpy as np
import scvi
import torch

class Contestant:
    def fit(self, train, seed):
        torch.set_num_threads(1)
        scvi.settings.seed = seed
        scvi.model.TOTALVI.setup_anndata(train, protein_expression_obsm_key='protein_expression',
            categorical_covariate_keys=['cell_type'])
        self.model = scvi.model.TOTALVI(train)
        self.model.train(accelerator='cpu', enable_progress_bar=False)
        self.types = train.obs['cell_type'].to_numpy().astype(str)

    def sample(self, labels, seed):
        torch.manual_seed(seed)
        rng, members = np.random.default_rng(seed), {t: np.flatnonzero(self.types == t) for t in set(labels)}
        made = self.model.posterior_predictive_sample(indices=[rng.choice(members[t]) for t in labels])
        return made['rna'], made['protein']
