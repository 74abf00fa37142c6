// Offsets of text.txt (code points) from and to places in the page.
// A line's element says where it begins; an element with data-length stands for hidden characters.

const points = (text) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

function* pieces(line) {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) yield [node, points(node.data)];
    else if (node.dataset.length) yield [node, Number(node.dataset.length)];
  }
}

export function offsetOf(node, offset) {
  const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!line) return null;
  const place = document.createRange();
  place.setStart(node, offset);
  let at = Number(line.dataset.at);
  for (const [piece, length] of pieces(line)) {
    if (piece === node) return at + points(node.data.slice(0, offset));
    if (place.comparePoint(piece, 0) >= 0) return at;
    at += length;
  }
  return at;
}

export function placeOf(line, offset) {
  let at = Number(line.dataset.at);
  let last = null;
  for (const [piece, length] of pieces(line)) {
    if (offset <= at + length) {
      if (piece.nodeType !== Node.TEXT_NODE) {
        const index = [...piece.parentNode.childNodes].indexOf(piece);
        return [piece.parentNode, index + (offset > at ? 1 : 0)];
      }
      return [piece, [...piece.data].slice(0, offset - at).join("").length];
    }
    at += length;
    last = piece;
  }
  return last ? [last, last.data?.length ?? 0] : [line, 0];
}
