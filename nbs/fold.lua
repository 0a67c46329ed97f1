-- `## Heading {.fold}` folds what stands under the heading; the summary names its sub-headings.
local function folded(header, blocks)
  local names = pandoc.List()
  for _, block in ipairs(blocks) do
    local name = block.t == "Header" and block.level == header.level + 1 and pandoc.utils.stringify(block)
    -- documented functions have headings too: names without a space
    if name and (name:find("%s") or name:find("^%u%l+$")) then names:insert(name) end
  end
  local summary = pandoc.Plain(pandoc.List({pandoc.RawInline("html", "<summary>")}))
  summary.content:insert(pandoc.Str(#names > 0 and table.concat(names, " · ") or "Show"))
  summary.content:insert(pandoc.RawInline("html", "</summary>"))
  return pandoc.List({header, pandoc.RawBlock("html", '<details class="fold">'), summary,
    pandoc.Div(blocks), pandoc.RawBlock("html", "</details>")})
end

-- a link to the heading opens what is under it, and a link to something in a folded part opens that part
local script = [[<script>
const openFold = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target && (target.querySelector(":scope > details.fold") ?? target.closest("details.fold"));
  if (!fold || fold.open) return;
  fold.open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", openFold);
openFold();
</script>]]

function Pandoc(doc)
  local out, header, inside, any = pandoc.List(), nil, nil, false
  local function close()
    if header then out:extend(folded(header, inside)) end
    header, inside = nil, nil
  end
  for _, block in ipairs(doc.blocks) do
    if block.t == "Header" and header and block.level <= header.level then close() end
    if block.t == "Header" and block.classes:includes("fold") then
      header, inside, any = block, pandoc.List(), true
    else
      (inside or out):insert(block)
    end
  end
  close()
  if any then quarto.doc.include_text("after-body", script) end
  doc.blocks = out
  return doc
end
