"""UniVI (tried: 1.2.1) as a contestant; networks and training as in its quick start, with its likelihood for counts.

New cells of a type come from a Gaussian of its latents, by UniVI's own functions. UniVI decodes means; counts are drawn
here, negative binomial with its dispersions.
"""
import numpy as np
import torch
from anndata import AnnData
from univi import ModalityConfig, TrainingConfig, UniVIConfig, UniVIMultiModalVAE, UniVITrainer
from univi.evaluation import encode_fused_adata_pair, fit_label_latent_gaussians, sample_latent_by_label
from univi.workflows import make_loader

class Contestant:
    def fit(self, train, seed):
        torch.set_num_threads(1)
        torch.manual_seed(seed)
        x = dict(rna=train.X.toarray(), adt=train.obsm['protein_expression'].to_numpy(dtype='float32'))
        parts = {mod: AnnData(values, obs=train.obs) for mod, values in x.items()}
        order = np.random.default_rng(seed).permutation(train.n_obs)
        val, fit = np.split(order, [train.n_obs // 10])
        layers = dict(rna=[512, 256, 128], adt=[128, 64])
        self.model = UniVIMultiModalVAE(UniVIConfig(latent_dim=30, beta=1.25, gamma=4.35, encoder_dropout=.1,
            decoder_dropout=.05, kl_anneal_start=50, kl_anneal_end=85, align_anneal_start=75, align_anneal_end=110,
            modalities=[ModalityConfig(mod, part.n_vars, layers[mod], layers[mod][::-1], likelihood='nb')
                for mod, part in parts.items()]))
        loader = lambda rows, **how: make_loader({mod: part[rows].copy() for mod, part in parts.items()}, **how)
        UniVITrainer(self.model, train_loader=loader(fit, batch_size=256, shuffle=True, drop_last=True, seed=seed),
            val_loader=loader(val, batch_size=1024), train_cfg=TrainingConfig(n_epochs=400, lr=1e-3, weight_decay=1e-4,
                device='cpu', early_stopping=True, patience=50, best_epoch_warmup=110)).fit()
        z = encode_fused_adata_pair(self.model, parts, use_mean=False, write_to_adatas=False)['Z_fused']
        self.latents = fit_label_latent_gaussians(z, train.obs['cell_type'], min_n=2)

    def sample(self, labels, seed):
        rng, z = np.random.default_rng(seed), np.empty((len(labels), 30), 'float32')
        for i, t in enumerate(sorted(set(labels))):
            at = np.flatnonzero(labels == t)
            z[at] = sample_latent_by_label(self.latents, t, len(at), random_state=seed + i)
        with torch.no_grad(): made = self.model.eval().decode_modalities(torch.tensor(z))
        mean, size = ({mod: made[mod][key].detach().numpy().astype(float) for mod in made} for key in ('mu', 'log_theta'))
        return [rng.poisson(rng.gamma(np.exp(size[mod]), mean[mod] / np.exp(size[mod]))) for mod in ('rna', 'adt')]
