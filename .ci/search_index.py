"Take code out of the search index of the rendered site: whoever looks for a word wants the text that explains it, not the tests."
import html, json, tempfile
from pathlib import Path

from bs4 import BeautifulSoup
from fastcore.script import call_parse

CODE = 'pre, details.code-fold, div.sourceCode'

def words_of(page:BeautifulSoup, anchor:str) -> set[str]:
    "Words that stand in the prose of a page, or of one section of it."
    part = page.find(id=anchor) if anchor else page
    return set(part.get_text(' ').split()) if part else set()

def without_code(folder:Path, docs:list[dict]):
    "Entries of the index without the lines that stand in code only."
    pages = {}
    for doc in docs:
        name, _, anchor = doc['href'].partition('#')
        if name not in pages:
            pages[name] = BeautifulSoup((folder/name).read_text(encoding='utf-8'), 'html.parser')
            for tag in pages[name].select(CODE): tag.decompose()
        known = words_of(pages[name], anchor)
        lines = [line for line in doc['text'].splitlines() if set(html.unescape(line).split()) <= known]
        yield doc | dict(text='\n'.join(lines))

def self_test(folder:Path):
    "Code goes, prose stays."
    (folder/'a.html').write_text('<main><section id="s"><h2>Ranks</h2><p>A low rank &lt; 5.</p><pre>test_eq(rank, 4)</pre></section></main>')
    found = list(without_code(folder, [dict(href='a.html#s', text='A low rank &lt; 5.\ntest_eq(rank, 4)')]))
    assert [doc['text'] for doc in found] == ['A low rank &lt; 5.'], found

@call_parse
def main(
    folder:str, # The rendered site
):
    "Rewrite search.json of a rendered site."
    with tempfile.TemporaryDirectory() as scratch: self_test(Path(scratch))
    index = Path(folder)/'search.json'
    docs = json.loads(index.read_text(encoding='utf-8'))
    kept = list(without_code(Path(folder), docs))
    index.write_text(json.dumps(kept, indent=2), encoding='utf-8')
    print(f'{sum(len(d["text"]) for d in docs):,} characters in the search index, {sum(len(d["text"]) for d in kept):,} without code')
