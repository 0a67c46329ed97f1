"Write README.md and its pictures from nbs/index.ipynb, as Markdown that any viewer can show."
import base64, posixpath, re, sys
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
MOST_LINES, MOST_WORDS = 120, 400 # of README, and before its line for installation
note = '<!-- Written by .ci/readme.py from nbs/index.ipynb: edit that notebook. -->'

def relink(link:re.Match) -> str:
    "The same link seen from the top folder."
    path, mark, anchor = link[2].partition('#')
    path = posixpath.normpath(f'nbs/{path}')
    if not (root/path).exists(): sys.exit(f'index.ipynb links to {link[2]}, but there is no {path}')
    return link[1] + path + mark + anchor

def check_length(text:str) -> None:
    "Refuse a README that is too long to be read."
    start = re.sub(r'<!--.*?-->|!\[[^]]*\]\([^)]*\)|(?<=\])\([^)]*\)', '', text.partition('pip install')[0])
    lines, words = text.count('\n'), len(re.findall(r"[\w’'-]+", start))
    if lines > MOST_LINES or words > MOST_WORDS:
        sys.exit(f'README.md has {lines} lines, at most {MOST_LINES}, and {words} words before installation, at most {MOST_WORDS}')

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

def option(cell:NbCell, name:str) -> str:
    "What a cell says after `#| name:`."
    found = re.search(rf'^#\|\s*{name}:\s*"?(.*?)"?$', cell.source, re.M)
    return found[1] if found else ''

def as_picture(cell:NbCell, output:dict, pictures:dict) -> None:
    "A picture becomes a link to a file, with its caption; `pictures` collects the files."
    path = f'nbs/images/{option(cell, "label")}.png'
    pictures[path] = base64.b64decode(''.join(output['data']['image/png']))
    output['data'] = {'text/markdown': f'![{option(cell, "fig-alt")}]({path})\n\n{option(cell, "fig-cap")}'}

def tidy(cell:NbCell, pictures:dict) -> NbCell:
    "The cell as README shows it: no directives, pictures of labelled cells as files."
    if cell.cell_type == 'markdown': cell.source = plain_outside_code(cell.source)
    if cell.cell_type != 'code': return cell
    for data in (o.data for o in cell.outputs if 'text/markdown' in o.get('data', {})):
        data['text/markdown'] = plain_outside_code(''.join(data['text/markdown']))
    for o in cell.outputs:
        if 'image/png' in o.get('data', {}) and option(cell, 'label'): as_picture(cell, o, pictures)
    cell.source = re.sub(r'^#\|.*\n?', '', cell.source, flags=re.M)
    cell.metadata = {'transient': {'remove_source': cell.directives_.get('echo:') == ['false']}}
    cell.outputs = [o for o in cell.outputs if 'image/png' not in o.get('data', {})]
    return cell

def readme() -> tuple[str, dict]:
    "The text of README.md, and its pictures by path."
    pictures = {}
    nb = NBProcessor(root/'nbs/index.ipynb', [FrontmatterProc, rm_header_dash, rm_export, hide_line], process=True).nb
    nb.cells = [tidy(cell, pictures) for cell in nb.cells if cell.cell_type != 'raw' and cell.directives_.get('include:') != ['false']]
    nb.metadata.language_info = {'name': 'python'}
    config = Config(NbConvertBase={'display_data_priority': ['text/markdown', 'text/plain']})
    body, _ = MarkdownExporter(config=config).from_notebook_node(nbformat.reads(nb2str(nb), as_version=4))
    head = f"{note}\n\n# {nb.frontmatter_['title']}\n\n> {nb.frontmatter_['description']}\n\n"
    return re.sub(r'\n{3,}', '\n\n', head + body).rstrip() + '\n', pictures

@call_parse
def main(check:store_true=False): # compare only; exit 1 when a file differs
    "Write README.md and its pictures from nbs/index.ipynb."
    text, pictures = readme()
    check_length(text)
    files = {'README.md': text.encode(), **pictures}
    there = {path: (root/path).read_bytes() for path in files if (root/path).exists()}
    unused = {f'nbs/images/{path.name}' for path in (root/'nbs/images').glob('*.png')} - set(files)
    if not check:
        (root/'nbs/images').mkdir(exist_ok=True)
        for path, content in files.items(): (root/path).write_bytes(content)
        for path in unused: (root/path).unlink()
        return
    if there.get('README.md') != files['README.md']:
        old = there.get('README.md', b'').decode()
        sys.stdout.writelines(unified_diff(old.splitlines(True), text.splitlines(True), 'README.md', 'index.ipynb', n=1))
    if odd := sorted(unused | {path for path in files if there.get(path) != files[path]}):
        sys.exit(f'{", ".join(odd)}: not as nbs/index.ipynb has it; run python .ci/readme.py')
