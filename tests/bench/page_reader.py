"""Reads the page of tools/bench: what the tests want to know of it."""
import html.parser


class Page(html.parser.HTMLParser):
    VOID = {"meta", "link", "br", "img", "input", "hr"}

    def __init__(self, text):
        super().__init__()
        self.open, self.wrong, self.numbers, self.missing, self.anchors, self.links = [], [], [], [], set(), []
        self.tags, self.fetched = {}, []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags[tag] = self.tags.get(tag, 0) + 1
        if tag == "data":
            self.numbers.append(found)
        if "data-missing" in found:
            self.missing.append(found["data-missing"])
        if "id" in found:
            if found["id"] in self.anchors:
                self.wrong.append(f"id {found['id']} twice")
            self.anchors.add(found["id"])
        if tag == "a":
            self.links.append(found.get("href", ""))
        self.fetched += [value for name, value in attrs if name in ("src", "srcset", "xlink:href") and value]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at line {self.getpos()[0]} closes something else")
