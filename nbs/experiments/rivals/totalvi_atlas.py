"""Time and memory of an epoch of totalVI (scvi-tools, tried: 1.4.2) on the cells of the benchmark of cells on disk.

    rival/bin/python nbs/experiments/rivals/totalvi_atlas.py WORK/50000/cells.zarr WORK/50000/model nbs/runs/benchmark_atlas.csv

totalVI takes cells from memory: the store is read, restricted to the genes of the trained model, and passed to it. All
settings are its defaults, one thread. The row replaces one of the same number of cells; nothing else in the table changes.
"""
import json
import sys
import time
from pathlib import Path
import anndata as ad
import pandas as pd
import scvi
import torch

def peak():
    "GiB that this process has held at most."
    return next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM')) / 2**20

store, model, table = map(Path, sys.argv[1:])
torch.set_num_threads(1)
scvi.settings.seed = 0
cells = ad.read_zarr(store)
cells = cells[:, json.loads((model/'preprocessor.json').read_text())['genes']].copy()
proteins = pd.DataFrame(cells.obsm['protein_expression'], cells.obs_names, cells.uns['protein_names'])
cells.obsm['protein_expression'] = proteins
scvi.model.TOTALVI.setup_anndata(cells, protein_expression_obsm_key='protein_expression')
totalvi = scvi.model.TOTALVI(cells)
wall, cpu = time.perf_counter(), time.process_time()
totalvi.train(max_epochs=1, accelerator='cpu', enable_progress_bar=False)
row = dict(cells=cells.n_obs, step='totalvi epoch', seconds=time.perf_counter() - wall,
    cpu_seconds=time.process_time() - cpu, GiB=peak(), device='cpu', torch=torch.__version__, threads=1,
    processor=next(l.split(':')[1].strip() for l in open('/proc/cpuinfo') if l.startswith('model name')))
print(row)
made = pd.concat([pd.read_csv(table, float_precision='round_trip'), pd.DataFrame([row])]).drop_duplicates(['cells', 'step'], keep='last')
made.sort_values('cells', kind='stable').to_csv(table, index=False)
