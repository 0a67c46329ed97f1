"Run notebooks as `nbdev_test` does, and store what their cells show."
import os, re, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from execnb.nbio import NbCell, read_nb, write_nb
from execnb.shell import CaptureShell
from fastcore.basics import str2bool
from fastcore.script import Param, call_parse
from nbdev.clean import clean_nb
from nbdev.config import get_config
from nbdev.doclinks import nbglob
from nbdev.frontmatter import FrontmatterProc
from nbdev.process import NBProcessor

root = Path(__file__).resolve().parents[1]

def is_skipped(cell:NbCell, skip:set[str]) -> bool:
    "Does `nbdev_test` leave this cell alone?"
    directives = cell.directives_
    no_eval = directives.get('eval:', [''])[0].lower() == 'false'
    return cell.cell_type != 'code' or 'nbdev_export(' in cell.source or no_eval or bool(skip & directives.keys())

def is_shown_by_site(cell:NbCell) -> bool:
    "Does the site make the output of this cell anew? `show_doc` names line numbers, which change with every edit."
    return cell.source.startswith('show_doc(')

def shown(outputs:list[dict]) -> list[dict]:
    "The outputs without stderr and without lines that a progress bar wrote over."
    for o in outputs:
        if o['output_type'] == 'stream': o['text'] = re.sub(r'[^\n]*\r(?!\n)', '', ''.join(o['text'])).splitlines(True)
    return [o for o in outputs if o['output_type'] != 'stream' or (o['name'] != 'stderr' and o['text'])]

def store(path:Path, skip:set[str]) -> str:
    "Run one notebook in its own folder and rewrite it; returns the traceback of a failed cell, or nothing."
    os.environ['IN_TEST'] = 'store' # nbdev_test sets 1: by that, tutorials know to keep it short
    sys.path.insert(0, str(root))
    os.chdir(path.parent)
    nb, ran = read_nb(path), NBProcessor(path, FrontmatterProc, process=True).nb
    if str2bool(getattr(ran, 'frontmatter_', {}).get('skip_exec', False)): return ''
    def preproc(cell:NbCell) -> bool:
        if is_skipped(cell, skip): return True
        cell.outputs = []
    shell = CaptureShell(path, mpl_format='png')
    try: shell.run_all(ran, exc_stop=True, preproc=preproc)
    except Exception: return shell.prettytb(fname=path.name)
    outputs = {cell.id: [] if is_shown_by_site(cell) else shown(cell.outputs) for cell in ran.cells if cell.cell_type == 'code'}
    for cell in nb.cells:
        if cell.cell_type == 'code': cell.outputs = outputs[cell.id]
    clean_nb(nb)
    write_nb(nb, path)
    return ''

@call_parse
def main(
    notebooks:Param('notebooks; none means all', str, nargs='*'),
    flags:str='', # flags of settings.ini whose cells run too, such as "slow"
):
    "Store the outputs of notebooks. Skipped cells keep the outputs they hold; a failed notebook stays as it was."
    paths = [Path(p).resolve() for p in notebooks]
    os.chdir(root)
    skip = set(get_config().tst_flags.split()) - set(flags.split())
    for path in paths or sorted(nbglob(as_path=True)):
        start, before = time.time(), path.read_bytes()
        with ProcessPoolExecutor(1, mp_context=get_context('spawn')) as pool: error = pool.submit(store, path, skip).result()
        if error: sys.exit(error)
        print(f"{path.name}: {'unchanged' if path.read_bytes() == before else 'stored'}, {time.time()-start:.0f} s")
