"Test every notebook as `nbdev_test` does and write the seconds of each to a table."
import os
from pathlib import Path

import pandas as pd
from fastcore.parallel import parallel
from fastcore.script import call_parse
from nbdev.config import get_config
from nbdev.doclinks import nbglob
from nbdev.test import test_nb

ROOT = Path(__file__).resolve().parents[1]

@call_parse
def main(
    column:str='after', # column of the table that is written anew
    out:Path=ROOT/'nbs/runs/test_seconds.csv', # table, one row per page
    n_workers:int=2, # processes
):
    "Seconds of each notebook's tests, with so many processes."
    os.chdir(ROOT/'nbs')
    files = sorted(f.absolute() for f in nbglob(ROOT/'nbs', as_path=True))
    done = parallel(test_nb, files, skip_flags=get_config().tst_flags.split(), force_flags=[], n_workers=n_workers, basepath=ROOT, pause=.01)
    failed = [f.name for (passed, _), f in zip(done, files) if not passed]
    if failed: raise SystemExit(f'failed: {failed}')
    pages = [f.relative_to(ROOT/'nbs').with_suffix('').as_posix() for f in files]
    seconds = pd.Series([round(s, 1) for _, s in done], pd.Index(pages, name='page'), name=column)
    table = pd.read_csv(out, index_col='page') if out.is_file() else pd.DataFrame(index=pd.Index([], name='page'))
    table = table.drop(columns=column, errors='ignore').join(seconds, how='outer')
    table.sort_values(column, ascending=False).to_csv(out)
    print(f'{seconds.sum():.0f} s of tests')
