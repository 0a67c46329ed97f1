"Walk the pages of the site: every link, anchor and image must lead somewhere and be shown as one, every figure needs a caption and alt text, and no page may be empty."
import posixpath, re, sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from execnb.nbio import read_nb
from fastcore.script import call_parse
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbdev.config import get_config

LEAST_WORDS = 40 # of a page that is not empty

def pandoc_id(heading:str) -> str:
    "The anchor that Quarto gives to a heading without one of its own."
    heading = re.sub(r'\s*\{[^}]*\}$', '', heading.strip())
    return re.sub(r'^[^a-z]+', '', re.sub(r'\s+', '-', re.sub(r'[^\w\s.-]', '', heading.lower())))

def shown(cell) -> str:
    "What a cell of a notebook adds to its page, as HTML."
    source = ''.join(cell.source)
    if cell.cell_type == 'markdown': return markdown2html_mistune(re.sub(r'(?<=\))\{[^{}]*\}', '', source))
    if cell.cell_type != 'code' or re.search(r'^#\|\s*include: false', source, re.M): return ''
    made = [''.join(o.get('data', {}).get(kind, '')) for o in cell.outputs for kind in ('text/html', 'text/markdown')]
    label = re.search(r'^#\|\s*label:\s*(\S+)', source, re.M)
    return (f'<div id="{label[1]}"></div>' if label else '') + ''.join(markdown2html_mistune(part) for part in made)

def page_of(path:Path) -> BeautifulSoup:
    "A page, rendered or not."
    if path.suffix == '.html': return BeautifulSoup(path.read_text(encoding='utf-8'), 'html.parser')
    return BeautifulSoup('\n'.join(shown(cell) for cell in read_nb(path).cells), 'html.parser')

def anchors(page:BeautifulSoup) -> set[str]:
    "All places of a page that a link may name."
    named = {tag.get('id') or tag.get('name') for tag in page.find_all(id=True) + page.find_all('a', attrs={'name': True})}
    own = {match[1] for tag in page.find_all(re.compile('h[1-6]')) if (match := re.search(r'\{#([\w-]+)', tag.text))}
    return named | own | {pandoc_id(tag.text.rstrip('¶')) for tag in page.find_all(re.compile('h[1-6]'))}

def output_of(path:Path, folder:Path) -> str:
    "The name of the page that will be made of a notebook, seen from the folder of all pages."
    raw = next((''.join(cell.source) for cell in read_nb(path).cells if cell.cell_type == 'raw'), '')
    match = re.search(r'^output-file: (\S+)', raw, re.M)
    return posixpath.normpath(posixpath.join(path.parent.relative_to(folder).as_posix(), match[1] if match else f'{path.stem}.html'))

def figure_faults(path:Path) -> list[str]:
    "Pictures of a notebook without caption or alt text."
    pictures = [cell for cell in read_nb(path).cells if any('image/png' in o.get('data', {}) for o in cell.get('outputs', []))]
    return [f'a figure has no {name}: {"".join(cell.source)[:60]!r}' for cell in pictures for name in ('fig-cap', 'fig-alt') if f'#| {name}:' not in ''.join(cell.source)]

def source_faults(path:Path) -> list[str]:
    "What stops Quarto, or what it shows as it is written, in a notebook."
    for cell in read_nb(path).cells:
        source = ''.join(cell.source)
        keys = re.findall(r'^#\|\s*([\w-]+):', source, re.M) if cell.cell_type == 'code' else []
        yield from (f'a cell has the option {key} twice: {source[:60]!r}' for key in dict.fromkeys(keys) if keys.count(key) > 1)
        if cell.cell_type != 'markdown': continue
        yield from (f'a link within a link: {text}' for text in re.findall(r'\[[^]]*\[`[^`]*`\]\(', source))
        yield from (f'Pandoc makes no MathML of {text}' for text in re.findall(r'\\(?:Big|bigg|Bigg)[lr]\b', source))

def link_fault(link:str, folder:Path, path:Path, places:dict, outputs:dict, home:str) -> str:
    "Why a link leads nowhere, or nothing."
    link = link.removeprefix(home).lstrip('/') if (internal := home and link.startswith(home)) else link
    parts = urlsplit(link)
    if parts.scheme or parts.netloc: return '' # elsewhere on the web
    if '%7B' in parts.fragment: return '' # the converter's own link to a heading with an id or class
    target = path if not parts.path else (folder if internal else path.parent)/unquote(parts.path)
    target = outputs.get(posixpath.normpath(target.relative_to(folder).as_posix()) if not '..' in parts.path else '', target).resolve()
    if not target.exists(): return f'{link}: there is no such file'
    if parts.fragment and target in places and unquote(parts.fragment) not in places[target]: return f'{link}: that page has no such place'
    return ''

@call_parse
def main(folder:Path): # processed notebooks (_proc), or the rendered site (_docs)
    "Say what is wrong with the pages in a folder; exit 1 if anything is."
    folder, config = folder.resolve(), get_config()
    paths = sorted(p for kind in ('ipynb', 'html') for p in folder.rglob(f'*.{kind}') if 'site_libs' not in p.parts)
    pages = {path: page_of(path) for path in paths}
    places = {path: anchors(page) for path, page in pages.items()}
    outputs = {output_of(path, folder): path for path in paths if path.suffix == '.ipynb'}
    home, faults = f'{config.doc_host}{config.doc_baseurl}', [] if paths else [f'{folder} holds no pages']
    faults += [f'{path.name} and {outputs[output_of(path, folder)].name} are both to become {output_of(path, folder)}: rename one' for path in paths if path.suffix == '.ipynb' and outputs[output_of(path, folder)] != path]
    for path, page in pages.items():
        found = [link_fault(tag[name], folder, path, places, outputs, home) for kind, name in (('a', 'href'), ('img', 'src')) for tag in page.find_all(kind) if tag.get(name) and not tag[name].startswith('data:')]
        found += [f'shown as it is written: {text!r}' for text in re.findall(r'[^\s[]*\]\(https?://[^)\s]*\)', page.get_text())]
        if len(page.get_text().split()) < LEAST_WORDS: found.append('an empty page')
        if path.suffix == '.ipynb': found += [*figure_faults(path), *source_faults(path)]
        faults += [f'{path.relative_to(folder)}: {fault}' for fault in dict.fromkeys(found) if fault]
    if faults: sys.exit('\n'.join(faults))
    print(f'{len(pages)} pages, {sum(len(page.find_all(["a", "img"])) for page in pages.values())} links and images')
