"Write README.md from nbs/index.ipynb, as Markdown that any viewer can show."
import posixpath, re, sys
from difflib import unified_diff
from pathlib import Path

import nbformat
from execnb.nbio import NbCell, nb2str
from fastcore.script import call_parse, store_true
from nbconvert import MarkdownExporter
from nbdev.frontmatter import FrontmatterProc
from nbdev.process import NBProcessor
from nbdev.processors import hide_line, rm_export, rm_header_dash
from traitlets.config import Config

root = Path(__file__).resolve().parents[1]
note = '<!-- Written by .ci/readme.py from nbs/index.ipynb: edit that notebook. -->'

def relink(link:re.Match) -> str:
    "The same link seen from the top folder."
    path, mark, anchor = link[2].partition('#')
    path = posixpath.normpath(f'nbs/{path}')
    if not (root/path).exists(): sys.exit(f'index.ipynb links to {link[2]}, but there is no {path}')
    return link[1] + path + mark + anchor

def plain(prose:str) -> str:
    "Prose without Quarto's divs, attributes and bracketed citations; other Quarto syntax is refused."
    prose = re.sub(r'^:::.*\n?', '', prose, flags=re.M)
    prose = re.sub(r'(?<=[)\]])\{[^{}]*\}|\s*\{[#.][a-z][^{}]*\}', '', prose)
    prose = re.sub(r'\s*\[[^][]*@\w[^][]*\](?!\()', '', prose)
    if leak := re.search(r'(?<![\w.])@[a-z][\w:-]*|\{\{<.*|\{#.*', prose): sys.exit(f'index.ipynb: README.md cannot show {leak[0]!r}')
    return re.sub(r'''(\]\(|(?:src|href)=["'])(?!\w+:|#|/)([^)\s"']+)''', relink, prose)

def plain_outside_code(text:str) -> str:
    "`plain` for everything but code blocks and code spans."
    parts = re.split(r'(```.*?```|`[^`\n]+`)', text, flags=re.S)
    return ''.join(part if i % 2 else plain(part) for i, part in enumerate(parts))

def tidy(cell:NbCell) -> NbCell:
    "The cell as README shows it: no directives, text outputs only."
    if cell.cell_type == 'markdown': cell.source = plain_outside_code(cell.source)
    if cell.cell_type != 'code': return cell
    cell.source = re.sub(r'^#\|.*\n?', '', cell.source, flags=re.M)
    cell.metadata = {'transient': {'remove_source': cell.directives_.get('echo:') == ['false']}}
    cell.outputs = [o for o in cell.outputs if 'image/png' not in o.get('data', {})]
    for data in (o.data for o in cell.outputs if 'text/markdown' in o.get('data', {})):
        data['text/markdown'] = plain_outside_code(''.join(data['text/markdown']))
    return cell

def readme() -> str:
    "The text of README.md."
    nb = NBProcessor(root/'nbs/index.ipynb', [FrontmatterProc, rm_header_dash, rm_export, hide_line], process=True).nb
    nb.cells = [tidy(cell) for cell in nb.cells if cell.cell_type != 'raw' and cell.directives_.get('include:') != ['false']]
    nb.metadata.language_info = {'name': 'python'}
    config = Config(NbConvertBase={'display_data_priority': ['text/markdown', 'text/plain']})
    body, _ = MarkdownExporter(config=config).from_notebook_node(nbformat.reads(nb2str(nb), as_version=4))
    head = f"{note}\n\n# {nb.frontmatter_['title']}\n\n> {nb.frontmatter_['description']}\n\n"
    return re.sub(r'\n{3,}', '\n\n', head + body).rstrip() + '\n'

@call_parse
def main(check:store_true=False): # compare only; exit 1 when README.md differs
    "Write README.md from nbs/index.ipynb."
    path, new = root/'README.md', readme()
    old = path.read_text(encoding='utf-8') if path.exists() else ''
    if not check: return path.write_text(new, encoding='utf-8') and None
    if old != new:
        sys.stdout.writelines(unified_diff(old.splitlines(True), new.splitlines(True), 'README.md', 'index.ipynb', n=1))
        sys.exit('README.md differs from nbs/index.ipynb: run python .ci/readme.py')
