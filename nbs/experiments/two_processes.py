"""Passes over cells on disk, draws and epochs by one process and by two, in turns; medians go to the table of cells on disk.

    python nbs/experiments/two_processes.py WORK nbs/runs/benchmark_atlas.csv

Each process has one thread. Dask: a scheduler and two workers of this machine. Epochs: processes that torchrun starts, which
time themselves. `prepare` leaves out the measuring, so that a machine has to be idle for the rest only; what is in WORK stays.
"""
import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ['OMP_NUM_THREADS'] = '1'
import joblib
import numpy as np
import pandas as pd
from tmomics.app.tmomics import TMOmics
from tmomics.base.settings import grid_backend
from tmomics.data.datasets import load_cells
from tmomics.data.features import merged
from tmomics.experiments.benchmarks import _conditions, _epoch, _in_turns, _run, _values
from tmomics.generate.latents import stored_statistics
from tmomics.train.core import AT_ONCE, joined

N_CELLS, CHUNK, REPEATS, EPOCHS = 20_000, 1024, 3, 3

def epochs(at):
    "Seconds of some epochs, by as many processes as torchrun started."
    with joined('cpu') as number:
        taken = _in_turns({'epoch': _epoch(at, *_values(at))}, EPOCHS)['epoch']
        if not number: print(json.dumps(taken.tolist()))

def torchrun(at, n):
    command = [sys.executable, '-m', 'torch.distributed.run', '--standalone', '--nproc_per_node', str(n), __file__, 'epochs', at]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])

def passes(at):
    "Seconds of a pass for the statistics of the generator and of drawing cells, by this process and by two workers."
    import distributed
    cells, prepared, model = load_cells(at/'cells.zarr', chunk=CHUNK), joblib.load(at/'prepared'), TMOmics.load(at/'model')
    small, log_g = replace(prepared, y_train=None, y_test=None, split=None), None
    train = cells[prepared.split.train]
    def statistics(): # with the matrices that are put together when they are asked for
        for part in merged(stored_statistics, train, small, log_g, by_cell=(prepared.y_train, None)).of_types: part.correlation()
    jobs = {'pass for statistics': statistics,
        'draw cells': partial(model.sample_to, at/'two.h5ad', n=4 * AT_ONCE, counts=True, force=True)}
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        def by_two(job):
            with grid_backend('dask', cluster.scheduler_address): job()
        return _in_turns({f'{name}, {who}': way for name, job in jobs.items()
            for who, way in (('one process', job), ('two Dask workers', partial(by_two, job)))}, REPEATS)

if __name__ == '__main__':
    if sys.argv[1] == 'epochs': sys.exit(epochs(Path(sys.argv[2])))
    at, table = Path(sys.argv[1])/f'{N_CELLS}', Path(sys.argv[-1])
    at.mkdir(parents=True, exist_ok=True)
    for steps, made in ((('simulate',), 'cells.zarr'), (('prepare', 'fit'), 'model'), (('write values',), 'val.npy')):
        if not (at/made).exists(): _run(steps, at, N_CELLS, {}, {}, 0)
    if 'prepare' in sys.argv: sys.exit()
    taken = passes(at)
    for _ in range(2):
        for n, who in ((1, 'one process'), (2, 'two processes')):
            taken[f'epoch, {who}'] = [*taken.get(f'epoch, {who}', ()), *torchrun(at, n)]
    rows = [dict(cells=N_CELLS, step=step, seconds=float(np.median(t))) | _conditions() | dict(threads=1) for step, t in taken.items()]
    print(pd.DataFrame(rows)[['step', 'seconds']].to_string(index=False))
    made = pd.concat([pd.read_csv(table, float_precision='round_trip'), pd.DataFrame(rows)]).drop_duplicates(['cells', 'step'], keep='last')
    made.sort_values('cells', kind='stable').to_csv(table, index=False)
