"Rules that hold for the whole project: what is public says what it is, every page can be found, imports go one way, sizes keep their bounds."
import ast, json, re, sys
from configparser import ConfigParser
from importlib import import_module
from inspect import Parameter, getsource, isclass, isfunction, unwrap
from itertools import chain
from pathlib import Path

import yaml
from fastcore.docments import docments
from fastcore.script import Param, call_parse

import tmomics

ROOT = Path(__file__).resolve().parents[1]
BELOW = { # package -> packages that it may import, besides itself
    'base': '', 'data': 'base', 'modules': 'base data', 'metrics': 'base data modules', 'coupling': 'base data modules',
    'models': 'base data modules coupling', 'train': 'base data modules coupling models',
    'generate': 'base data modules coupling models train', 'app': 'base data modules metrics coupling models train generate',
    'experiments': 'base data modules metrics coupling models train generate app',
}
# Bounds that may only be lowered. The plan is 45 pages, 45 modules, 80 cells a page and 400 lines a module.
MOST = dict(pages=50, modules=43, floors=10, top_shelf=8, module_lines=420, line=120, cells=82, function_lines=30)
FREE = ('tutorials', 'appendix') # pages that may use everything
HOME = ('index', 'glossary_and_api')
# what a plain installation lacks: a module may import it inside a function, and not at its top
EXTRAS = {'IPython', 'nbdev', 'execnb', 'ghapi', 'nbconvert', 'nbformat', 'ipykernel', 'yaml', 'tltorch', 'distributed', 'dask', 'rdata', 'scvi', 'ot'}

def modules():
    "Name -> path of every generated module."
    files = sorted(p for p in (ROOT/'tmomics').rglob('*.py') if not p.name.startswith('_'))
    return {'.'.join(p.relative_to(ROOT/'tmomics').with_suffix('').parts): p for p in files}

def pages():
    "Name -> code cells of every page; the name is its path in nbs without the ending."
    files = sorted(p for p in (ROOT/'nbs').rglob('*.ipynb') if not {'.ipynb_checkpoints', '_proc'} & set(p.parts))
    return {p.relative_to(ROOT/'nbs').with_suffix('').as_posix(): json.loads(p.read_text(encoding='utf-8'))['cells'] for p in files}

def source(cell): return ''.join(cell['source'])

def exports(cells):
    "The module that a page exports to, or nothing."
    return next((m[1] for c in cells if (m := re.match(r'#\| default_exp ([\w.]+)', source(c)))), '')

# What is public

def methods(cls):
    "Public methods and properties that a class defines itself, by their full name."
    for name, value in vars(cls).items():
        method = value.fget if isinstance(value, property) else getattr(cls, name)
        method = getattr(method, '__func__', method)
        if not name.startswith('_') and isfunction(method): yield method.__qualname__, method

def public():
    "Full name of everything public -> the function or class."
    loaded, found = {name: import_module(f'tmomics.{name}') for name in modules()}, {} # all first: they patch each other
    for name, module in loaded.items():
        for known in getattr(module, '__all__', ()):
            thing = getattr(module, known)
            if isclass(thing):
                found |= {f'{name}:{known}': thing} | {f'{name}:{method}': m for method, m in methods(thing)}
            elif isfunction(unwrap(thing)): found[f'{name}:{known}'] = thing if isfunction(thing) else unwrap(thing) # a cache is no function
    return found

def gaps(thing):
    "What is not said of a function or class."
    told = {} if isclass(thing) and thing.__init__ is object.__init__ else docments(thing, full=True, args_kwargs=True)
    back = told.pop('return', None)
    if not thing.__doc__ or thing.__doc__.startswith(f'{thing.__name__}('): yield 'no docstring' # dataclasses give themselves one
    for name, p in told.items():
        if name not in ('self', 'cls') and not p.docment and not (isinstance(p.anno, Param) and p.anno.help): yield f'no comment on {name}'
    if isclass(thing) or back is None or back.anno is None: return
    if back.anno is Parameter.empty: yield 'no annotation of the result'
    if not back.docment: yield 'no comment on the result'

def public_faults(everything, shown):
    "Public names that lack words, methods that no page shows, names with two meanings."
    for name, thing in everything.items():
        yield from (f'{name}: {gap}' for gap in gaps(thing))
        method = name.split(':')[1]
        if '.' in method and method not in shown and not getsource(thing).startswith('@patch'): yield f'{name}: no page shows this method (show_doc)'
    yield from (f'show_doc({name}): there is no such public name' for name in shown - {name.split(':')[1] for name in everything})
    homes = {}
    for module in modules():
        for known in getattr(import_module(f'tmomics.{module}'), '__all__', ()): homes.setdefault(known, []).append(module)
    yield from (f'{known} means two things: {", ".join(where)}' for known, where in homes.items() if len(where) > 1)

# Which way imports go

def imported(code, package=''):
    "Modules of this package that some code imports, as `data.core`."
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom):
            base = ['tmomics', *package.split('.')][:package.count('.') + 3 - node.level] if node.level else []
            name = '.'.join([*base, node.module or ''])
            if name.startswith('tmomics.'): yield name.removeprefix('tmomics.')
        elif isinstance(node, ast.Import):
            yield from (alias.name.removeprefix('tmomics.') for alias in node.names if alias.name.startswith('tmomics.'))

def up(name, others):
    "Those of `others` that a module or page of this package must not import."
    package = name.split('.')[0]
    return [o for o in others if (p := o.split('.')[0]) != package and p in BELOW and p not in BELOW[package].split()]

def import_faults(files, contents):
    "Imports that go up, in modules and in the tests of pages; circles; too many floors."
    arrows = {name: set(imported(path.read_text(encoding='utf-8'), name.rpartition('.')[0])) for name, path in files.items()}
    for name, path in files.items():
        yield from (f'{name} imports {o}, which a plain installation lacks' for o in missing_at_start(path.read_text(encoding='utf-8')))
        yield from (f'{name}, line {line}, prints: log to the logger tmomics' for line in printed(path.read_text(encoding='utf-8')))
    for name, others in arrows.items(): yield from (f'{name} imports {o}, which stands above it' for o in up(name, others))
    for page, cells in contents.items():
        if page in HOME or page.split('/')[0] in FREE or not exports(cells): continue
        code = '\n'.join(re.sub(r'^\s*[%!].*', '', source(c), flags=re.M) for c in cells if c['cell_type'] == 'code')
        yield from (f'{page} uses {o}, which stands above it' for o in up(exports(cells), set(imported(code))))
    yield from circles({name: {o for o in others if o in files} for name, others in arrows.items()})
    packages = {p: {o.split('.')[0] for name, others in arrows.items() if name.startswith(f'{p}.') for o in others} - {p} for p in BELOW}
    if around := list(circles(packages)): yield from around
    elif (found := floors(packages)) > MOST['floors']: yield f'{found} floors of packages: at most {MOST["floors"]}'

def missing_at_start(code):
    "Packages of extras that code imports as soon as it is imported."
    top = [node for node in ast.parse(code).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {alias.name for node in top if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in top if isinstance(node, ast.ImportFrom) and not node.level}
    return sorted({name.split('.')[0] for name in names} & EXTRAS)

def printed(code):
    "Lines at which code prints: the library logs, and only what ends in `_print` or shows logged messages may print."
    tree = ast.parse(code)
    free = {id(node) for f in ast.walk(tree) if getattr(f, 'name', '') in ('_print', 'emit') for node in ast.walk(f)}
    is_print = lambda f: getattr(f, 'id', '') == 'print' or getattr(f, 'attr', '') in ('print_exc', 'print_exception')
    return [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Call) and is_print(n.func) and id(n) not in free]

def circles(arrows):
    "Modules that import each other."
    done = set()
    while ready := {name for name, others in arrows.items() if name not in done and others <= done}: done |= ready
    if left := set(arrows) - done: yield f'an import circle among {sorted(left)}'

def floors(arrows):
    "Length of the longest chain of imports."
    height = lambda name: 1 + max((height(o) for o in arrows[name] if o in arrows), default=0)
    return max(map(height, arrows))

# Pages

def linked(contents):
    "Pages that a side bar links to."
    for entry in contents:
        if isinstance(entry, str): yield entry
        elif 'href' in entry: yield entry['href']
        else: yield from linked(entry['contents'])

def sidebar_faults(contents):
    "Pages that no side bar has, links to pages that are not there, pages named twice."
    bars = yaml.safe_load((ROOT/'nbs/sidebar.yml').read_text(encoding='utf-8'))['website']['sidebar']
    named = list(linked(chain.from_iterable(bar['contents'] for bar in bars)))
    known = {f'{page}.ipynb' for page in contents}
    yield from (f'{page} is in no side bar' for page in known - set(named) - {'index.ipynb'})
    yield from (f'the side bar names {page}, which is not there' for page in set(named) - known if not (ROOT/'nbs'/page).is_file())
    yield from (f'the side bar names {page} twice' for page in set(named) if named.count(page) > 1)

def output_faults(page, cells):
    "Tables that were cut off, stars that Markdown takes for italics."
    for c in cells:
        for o in c.get('outputs', []):
            texts = {kind: ''.join(o.get('data', {}).get(kind, '')) for kind in ('text/html', 'text/markdown')}
            if re.search(r'\d+ rows (?:×|x) \d+ columns', texts['text/html']): yield f'{page}: the table of {c["id"]} is cut off: use show()'
            if re.search(r'\d\*(?!\*)', re.sub(r'`[^`]*`|\$[^$]*\$', '', texts['text/markdown'])): yield f'{page}: a star behind a number in {c["id"]} turns into italics: use another mark'

def size_faults(files, contents):
    "What is longer or more than agreed."
    counts = dict(pages=len(contents), modules=len(files), top_shelf=sum('/' not in p for p in contents if p != 'glossary_and_api'))
    yield from (f'{n} {what.replace("_", " ")}: at most {MOST[what]}' for what, n in counts.items() if n > MOST[what])
    for page, cells in contents.items():
        if len(cells) > MOST['cells']: yield f'{page}: {len(cells)} cells, at most {MOST["cells"]}'
        for c in cells:
            if c['cell_type'] == 'code' and (long := [l for l in source(c).split('\n') if len(l) > MOST['line'] and not l.startswith('#|')]):
                yield f'{page}, cell {c["id"]}: {len(long)} lines over {MOST["line"]} characters'
    for name, path in files.items():
        text = path.read_text(encoding='utf-8')
        if (n := len(text.splitlines())) > MOST['module_lines']: yield f'{name}: {n} lines, at most {MOST["module_lines"]}'
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                body = node.end_lineno - node.body[0].lineno + 1
                if body > MOST['function_lines']: yield f'{name}.{node.name}: {body} lines, at most {MOST["function_lines"]}'

# Release

LISTED = {'name', 'description', 'project_home', 'documentation_home', 'install', 'license', 'primary_category', 'tags', 'language', 'category'}

def release_faults():
    "Version, licence and addresses that files do not agree on, actions without a checksum, an incomplete entry for scverse."
    read = lambda name: (ROOT/name).read_text(encoding='utf-8')
    settings = ConfigParser(delimiters=['='])
    settings.read_string(read('settings.ini'))
    cfg = settings['DEFAULT']
    citation, entry = yaml.safe_load(read('CITATION.cff')), yaml.safe_load(read('.github/scverse/meta.yaml'))
    site = cfg['doc_host'] + cfg['doc_baseurl']
    for what, found, expected in [('version of CITATION.cff', citation['version'], cfg['version']), ('licence of CITATION.cff', citation['license'], entry['license']),
        ('address of CITATION.cff', (citation['repository-code'], citation['url']), (cfg['git_url'], site)),
        ('newest version of CHANGELOG.md', re.search(r'^## (\S+)', read('CHANGELOG.md'), re.M)[1], cfg['version']),
        ('addresses for scverse', (entry['project_home'], entry['documentation_home']), (cfg['git_url'], f'{site}/')),
        ('version in _quarto.yml', re.search(r'left: tmomics (\S+)', read('_quarto.yml'))[1], cfg['version']),
        ('installation in README.md', f'pip install "{cfg["lib_name"]} @ git+{cfg["git_url"]}"' in read('README.md'), True)]:
        if found != expected: yield f'{what}: {found}, and settings.ini has {expected}'
    if lacking := LISTED - set(entry): yield f'.github/scverse/meta.yaml lacks {sorted(lacking)}'
    for path in sorted((ROOT/'.github/workflows').glob('*.yml')):
        yield from (f'{path.name}: {use} is not pinned by its checksum' for use in re.findall(r'uses: (\S+)', path.read_text(encoding='utf-8'))
            if not re.search(r'@[0-9a-f]{40}$', use))

def self_test():
    "The checks find what they look for."
    assert up('data.core', ['modules.core', 'base.files']) == ['modules.core'] and up('metrics.core', ['models.core']) == ['models.core']
    assert set(imported('from ..data.core import x\nfrom .core import y\nimport tmomics.base.files', 'models')) == {'data.core', 'models.core', 'base.files'}, set(imported('from ..data.core import x\nfrom .core import y\nimport tmomics.base.files', 'models'))
    assert missing_at_start('from IPython.display import Markdown\ndef f(): import rdata') == ['IPython']
    assert printed("def _print(x): print(x)\ndef f(x):\n    print('no')\n    traceback.print_exc()") == [3, 4]
    assert list(circles({'a': {'b'}, 'b': {'a'}, 'c': set()})) == ["an import circle among ['a', 'b']"]
    assert floors({'a': set(), 'b': {'a'}, 'c': {'b', 'a'}}) == 3
    assert set(gaps(lambda x: x)) >= {'no docstring', 'no comment on x'}
    cut = dict(id='c', outputs=[dict(data={'text/html': '70 rows × 5 columns', 'text/markdown': '0.3* and `0.3*`'})])
    assert len(list(output_faults('p', [cut]))) == 2

@call_parse
def main():
    "Say which rules are broken; exit 1 if any is."
    self_test()
    files, contents, everything = modules(), pages(), public()
    shown = {name for cells in contents.values() for c in cells for name in re.findall(r'^show_doc\(([\w.]+)', source(c), re.M)}
    faults = [*public_faults(everything, shown), *import_faults(files, contents), *sidebar_faults(contents), *size_faults(files, contents), *release_faults(),
        *(fault for page, cells in contents.items() for fault in output_faults(page, cells))]
    names = sum('.' not in name.split(':')[1] for name in everything)
    print(f'{len(contents)} pages, {len(files)} modules, {names} public functions and classes, {len(everything) - names} methods')
    if faults: sys.exit('\n'.join(faults))
