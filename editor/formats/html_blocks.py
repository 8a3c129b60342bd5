"""Which part of a page is the article: its paragraphs, the blocks they stand in, and what only belongs to the site."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from editor.core.placeables import LINE_BREAK
from editor.formats.html_tree import holds_block, names
from editor.formats.markup import Element, Markup

SKIPPED = names(
    "script style noscript template head iframe object embed svg math select datalist button textarea input canvas"
    " audio video map title"
)
_SITE = frozenset({"nav", "footer", "aside", "menu"})
_SITE_TOKENS = names(
    "nav menu footer foot share sharing breadcrumb breadcrumbs crumb crumbs copyright related recommend recommended"
    " sidebar comment comments pager pagination toolbar fenxiang bdsharebuttonbox print qrcode hot search topbar login"
)
_TOKEN = re.compile("[A-Z]?[a-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")
_STOP = re.compile(r"[。！？；，、：.!?;,:]")
_INDENT = re.compile("\\s*(?:[\u2002\u2003\u3000]|\u00a0{2})")
# Lines that belong to the site; each stands alone, so that no sentence of an article is one.
_BOILERPLATE = re.compile(
    r"""\W*(?:
    (?:上|下)一(?:篇|条|页|则)\s*[:：】\]]?.{0,80}
    |(?:previous|next)(?:\s+(?:article|page|post|item))?\s*[:：].{0,120}|(?:previous|next)\s+(?:article|page|post)
    |(?:打印|关闭|收藏|返回|分享|字号|字体|大|中|小|顶部|首页|本页|窗口|此页|到|微信|微博|qq空间|[\W_])+
    |(?:print|close|share|bookmark|favou?rite|back|top|home|wechat|weibo|this|page|window|to|the|font|size|large|medium|small|text|[\W_])+
    |(?:您?(?:当前|现在)?的?(?:所在)?位置|当前位置)\s*[:：].{0,120}
    |(?:your|current)\s+(?:current\s+)?(?:location|position)\s*[:：].{0,160}|you\s+are\s+here\b.{0,160}
    |(?:分享(?:到|至)|扫一扫|扫码|用微信扫|手机(?:扫|看|阅读)|关注我们|关注微信).{0,40}
    |(?:share\s+(?:to|on|with)|scan\s+(?:the\s+)?(?:qr|code|with)|follow\s+us).{0,80}
    |(?:版权所有|著作权|未经(?:书面)?(?:授权|许可)|copyright\b|©|all\s+rights\s+reserved).{0,200}
    |.{0,60}(?:icp\s*(?:备|证|no|filing|record|prep)|公网安备|public\s+(?:network\s+)?security\s+(?:filing|record|no|bureau\s+filing)).{0,120}
    |(?:网站标识码|主办单位|主办|承办|技术支持|网站地图|联系我们|(?:总)?访问量|浏览(?:次数|量)|点击(?:数|率|量)|阅读(?:数|量|次数))\s*[:：|].{0,80}
    |(?:site\s?map|contact\s+us|(?:page\s+)?views|hits|clicks|visits|technical\s+support|hosted\s+by|website\s+identification\s+code)\s*[:：|].{0,80}
    |(?:相关(?:链接|新闻|文章|阅读)|热门(?:新闻|文章)|推荐阅读|延伸阅读)\s*[:：]?
    |(?:related\s+(?:links|news|articles|reading)|recommended(?:\s+reading)?|hot\s+news)\s*[:：]?
    )\W*""",
    re.I | re.X,
)
_CREDIT = re.compile(
    r"(?:\d{4}\s?[-年./]\s?\d{1,2}\s?[-月./]\s?\d{1,2}|来源|作者|记者|编辑|发布|时间|日期|字号|source\b|author\b|editor\b|date\b|published"
    r"|\b(?:19|20)\d\d\b)",
    re.I,
)  # fmt: skip
_TITLE_TOKENS = names("title tit headline biaoti bt subject")


@dataclass(slots=True)
class Stretch:
    """Inline content between two block borders: what a reader sees as one paragraph.

    `holder` is the element around it, `run` an element that holds only its children.
    """

    holder: Element
    run: Element
    path: tuple[Element, ...]
    text: str = ""
    linked: int = 0
    site: bool = False

    @property
    def weight(self) -> float:
        """How much of an article this is: characters outside links, Chinese ones more, sentences more."""
        if self.site:
            return 0.0
        size = len(_HAN.findall(self.text)) + len(_LETTER.findall(self.text)) / 3
        share = 1 - min(1.0, self.linked / max(1, len(self.text.strip())))
        return size * share * share * (1.0 if _STOP.search(self.text) else 0.3)


def _start(stretch: Stretch) -> int:
    return stretch.run.start


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page a person may take for the article; `chosen` is the one Zhubi takes."""

    number: int
    first_line: str
    paragraphs: int
    characters: int
    chosen: bool


@dataclass(slots=True)
class Layout:
    """The stretches of a page and its candidate blocks, in order; the last block is the whole page."""

    stretches: list[Stretch]
    blocks: list[Element] = field(default_factory=list)
    best: int = 0

    def inside(self, element: Element) -> list[Stretch]:
        """The stretches of an element, in order."""
        first = bisect_left(self.stretches, element.start, key=_start)
        return self.stretches[first : bisect_left(self.stretches, max(element.end, element.start + 1), key=_start)]

    def article(self, number: int) -> list[Stretch]:
        """The stretches of a block without what belongs to the site, and title and credit lines before it."""
        block = self.blocks[number]
        own = [s for s in self.inside(block) if not s.site] or self.inside(block)
        first = own[0].run.start if own else 0
        return [*self._head(first), *own]

    def _head(self, start: int) -> list[Stretch]:
        """The title nearest before a block, and lines of date and source between the two."""
        before = [s for s in self.stretches if s.run.end <= start and not s.site]
        ranks = [_title_rank(s) for s in before]
        best = max(ranks, default=0)
        if not best:
            return []
        n = max(k for k, rank in enumerate(ranks) if rank == best)
        credits = [s for s in before[n + 1 :] if len(s.text) < 200 and _CREDIT.search(s.text)]
        return [before[n], *credits]


def layout_of(markup: Markup) -> Layout:
    """The paragraphs of a page and the blocks one may choose from."""
    layout = Layout(list(_stretches(markup.root, ())))
    weights: dict[int, float] = {}
    for stretch in layout.stretches:
        weight = stretch.weight
        for element in stretch.path:
            weights[id(element)] = weights.get(id(element), 0.0) + weight
    chosen = _descended(markup.root, weights)
    layout.blocks = _partition(markup.root, chosen, layout)
    layout.best = next((n for n, e in enumerate(layout.blocks) if e is chosen), len(layout.blocks) - 1)
    return layout


def blocks_of(layout: Layout) -> tuple[Block, ...]:
    """The blocks for a dialog: a first line, how many paragraphs and characters."""
    found = []
    for number, element in enumerate(layout.blocks):
        inside = layout.inside(element)
        line = next((s.text.strip() for s in inside), "")[:80]
        found.append(Block(number, line, len(inside), sum(len(s.text.strip()) for s in inside), number == layout.best))
    return tuple(found)


def _descended(root: Element, weights: dict[int, float]) -> Element:
    """The innermost element that still holds most of the article."""
    element = root
    while True:
        whole = weights.get(id(element), 0.0)
        heavy = max(element.elements(), key=lambda e: weights.get(id(e), 0.0), default=None)
        if heavy is None or not whole or weights.get(id(heavy), 0.0) < 0.75 * whole or heavy.name in _LEAVES:
            return element
        element = heavy


_LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "blockquote", "tr", "tbody", "thead"})


def _partition(root: Element, chosen: Element, layout: Layout) -> list[Element]:
    """The chosen element, the parts inside it, and everything beside the way down to it; the whole page last."""
    above = {id(e) for s in layout.inside(chosen)[:1] for e in s.path[: _depth(s.path, chosen)]}
    held = {id(e) for s in layout.stretches for e in s.path}
    found: list[Element] = []
    queue = [root]
    while queue:
        element = queue.pop()
        if id(element) in above and element is not chosen:
            queue += reversed([e for e in element.elements() if id(e) in held])
            continue
        found.append(element)
        if element is chosen:
            found += [
                e for e in element.elements() if id(e) in held and e.name not in _LEAVES and e.elements("p", "div")
            ]
    return [*(e for e in found if e is not root), root]


def _depth(path: Sequence[Element], element: Element) -> int:
    return next((n for n, e in enumerate(path) if e is element), len(path))


def _title_rank(stretch: Stretch) -> int:
    # The name of a site is a link to its first page.
    if len(stretch.text.strip()) < 4 or len(stretch.text) > 300 or 2 * stretch.linked > len(stretch.text):
        return 0
    for element in reversed(stretch.path[-3:]):
        if element.name == "h1":
            return 3
        if element.name == "h2" or _tokens(element) & _TITLE_TOKENS:
            return 2
    return 0


def _tokens(element: Element) -> set[str]:
    names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
    return {token.lower() for token in _TOKEN.findall(names[:400])}


def _is_site(element: Element) -> bool:
    return element.name in _SITE or bool(_tokens(element) & _SITE_TOKENS)


def is_boilerplate(text: str) -> bool:
    """Whether a line belongs to the site, not to an article: navigation, sharing, copyright, registration numbers."""
    bare = " ".join(text.replace("\u3000", " ").replace(LINE_BREAK, " ").split())
    return 0 < len(bare) < 300 and _BOILERPLATE.fullmatch(bare) is not None and bool(re.search(r"[^\W\d_]", bare))


def _stretches(root: Element, path: tuple[Element, ...]) -> Iterator[Stretch]:
    """Stretches in the order of the page; an explicit stack, since pages are deep."""
    stack: list[tuple[Element, tuple[Element, ...], bool]] = [(root, path, False)]
    while stack:
        element, above, site = stack.pop()
        if (
            element.name in SKIPPED
            or _HIDDEN.search(element.attributes.get("style", ""))
            or "hidden" in element.attributes
        ):
            continue
        if element.name == " run":
            yield from _split(element, above, site)
            continue
        path = (*above, element)
        site = site or (_is_site(element) and element.name not in ("body", "html"))
        stack += [(part, path, site) for part in reversed(list(_parts(element)))]


def _hidden(element: Element) -> bool:
    return "hidden" in element.attributes or bool(_HIDDEN.search(element.attributes.get("style", "")))


def _parts(element: Element) -> Iterator[Element]:
    """The block children of an element, and runs of what stands between them."""
    start, inline = element.inside, []  # type: int, list[Element | str]
    for child in element.children:
        if isinstance(child, Element) and holds_block(child):
            if inline:
                yield Element(" run", "", {}, start, start, child.start, child.start, inline)
            yield child
            start, inline = child.end, []
        else:
            inline.append(child)
    if inline:
        yield Element(" run", "", {}, start, start, element.close, element.close, inline)


def _split(run: Element, path: tuple[Element, ...], site: bool) -> Iterator[Stretch]:
    """A run parted where an empty line or an indented one begins: how many pages write paragraphs."""
    start, part = run.start, []  # type: int, list[Element | str]
    children = run.children
    for n, child in enumerate(children):
        if isinstance(child, Element) and child.name == "br" and _ends_paragraph(children, n):
            yield from _stretch(start, child.start, part, path, site)
            start, part = child.end, []
        else:
            part.append(child)
    yield from _stretch(start, run.end, part, path, site)


def _ends_paragraph(children: Sequence[Element | str], n: int) -> bool:
    behind = children[n + 1] if n + 1 < len(children) else ""
    if isinstance(behind, str) and not behind.strip(" ") and n + 2 < len(children):
        after = children[n + 2]
        return isinstance(after, Element) and after.name == "br"
    before = next((c for c in reversed(children[max(0, n - 2) : n]) if not isinstance(c, str) or c.strip(" ")), "")
    if isinstance(before, Element) and before.name == "br":
        return True
    if isinstance(behind, Element):
        return behind.name == "br" or bool(_INDENT.match(behind.text()))
    return bool(_INDENT.match(behind))


def _stretch(
    start: int, end: int, children: list[Element | str], path: tuple[Element, ...], site: bool
) -> Iterator[Stretch]:
    run = Element(" run", "", {}, start, start, end, end, children)
    text = _seen(run)
    if text.strip():
        linked = sum(len(a.text()) for a in run.all("a"))
        if any(e.name == "a" for e in path):
            linked = len(text)
        yield Stretch(path[-1], run, path, text, linked, site or is_boilerplate(text))


def _seen(element: Element) -> str:
    return "".join(c if isinstance(c, str) else "" if c.name in SKIPPED else _seen(c) for c in element.children)
