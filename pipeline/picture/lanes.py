"""Rows of pixels, sixteen at a time: the sums that LLVM's own vectorizer leaves alone, written in its vectors.

NumPy's and Numba's whole numbers grow to 64 bits in every product; here a product of two 16-bit numbers is its upper or
lower half, one instruction. Every function takes whole blocks of `BLOCK` pixels, checks nothing, and reads and writes
rows whose pixels lie side by side. The same bytes on every processor, whatever its vectors' width.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.extending import intrinsic

BLOCK = 16
MOST_TAPS = 7
_WORDS = ir.VectorType(ir.IntType(16), BLOCK)
_BYTES = ir.VectorType(ir.IntType(8), BLOCK)
_DOUBLES = ir.VectorType(ir.IntType(32), BLOCK)


class _Row:
    """What an intrinsic is called with: pointers of its arrays, its numbers, and blocks at a place."""

    def __init__(self, context: Any, builder: Any, sig: Any, args: Any) -> None:
        self._context, self.builder, self._sig, self._args = context, builder, sig, args

    def data(self, number: int) -> Any:
        """Pointer to an array's first item."""
        made = self._context.make_array(self._sig.args[number])
        return made(self._context, self.builder, self._args[number]).data

    def index(self, number: int) -> Any:
        """A number, to count or to find a place with."""
        return self._context.cast(self.builder, self._args[number], self._sig.args[number], types.intp)

    def words(self, number: int) -> Any:
        """A number in all sixteen lanes."""
        one = self._context.cast(self.builder, self._args[number], self._sig.args[number], types.uint16)
        seed = self.builder.insert_element(ir.Constant(_WORDS, ir.Undefined), one, ir.Constant(ir.IntType(32), 0))
        mask = ir.Constant(ir.VectorType(ir.IntType(32), BLOCK), [0] * BLOCK)
        return self.builder.shuffle_vector(seed, ir.Constant(_WORDS, ir.Undefined), mask)

    def load(self, pointer: Any, at: Any) -> Any:
        """16 words; bytes become words."""
        small = pointer.type.pointee == ir.IntType(8)
        place = self._place(pointer, at, _BYTES if small else _WORDS)
        found = self.builder.load(place, align=1 if small else 2)
        return self.builder.zext(found, _WORDS) if small else found

    def store(self, value: Any, pointer: Any, at: Any) -> None:
        """16 words, or their lower bytes."""
        small = pointer.type.pointee == ir.IntType(8)
        place = self._place(pointer, at, _BYTES if small else _WORDS)
        self.builder.store(self.builder.trunc(value, _BYTES) if small else value, place, align=1 if small else 2)

    def _place(self, pointer: Any, at: Any, lanes: Any) -> Any:
        return self.builder.bitcast(self.builder.gep(pointer, [at]), lanes.as_pointer())

    def times(self, one: Any, other: Any) -> Any:
        """The upper halves of 16 products."""
        product = self.builder.mul(self.builder.zext(one, _DOUBLES), self.builder.zext(other, _DOUBLES))
        return self.builder.trunc(self.builder.lshr(product, _all(16, _DOUBLES)), _WORDS)

    def blocks(self, count: Any) -> Any:
        """A loop over `count` blocks; gives the offset of each in pixels."""
        return cgutils.for_range(self.builder, count)

    def offset(self, loop: Any) -> Any:
        """Where a loop's block begins."""
        return self.builder.mul(loop.index, ir.Constant(loop.index.type, BLOCK))

    def more(self, one: Any, other: Any) -> Any:
        """Their sum, 65535 at most: one instruction, which LLVM knows by this shape."""
        total = self.builder.add(one, other)
        return self.builder.select(self.builder.icmp_unsigned("<", total, one), _all(65535), total)

    def less(self, one: Any, other: Any) -> Any:
        """`one` less `other`, 0 at least: one instruction too."""
        over = self.builder.icmp_unsigned(">", one, other)
        return self.builder.select(over, self.builder.sub(one, other), _all(0))

    def at_most(self, value: Any, most: int) -> Any:
        """The lesser of each lane and `most`."""
        limit = _all(most)
        return self.builder.select(self.builder.icmp_unsigned("<", value, limit), value, limit)

    def at_least(self, value: Any, least: int) -> Any:
        """The greater of each lane and `least`."""
        limit = _all(least)
        return self.builder.select(self.builder.icmp_unsigned(">", value, limit), value, limit)


def _all(number: int, lanes: Any = _WORDS) -> Any:
    return ir.Constant(lanes, [number] * BLOCK)


def _rows(generate: Any) -> Any:
    """An intrinsic's code generator that works on a _Row and gives nothing."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        generate(_Row(context, builder, sig, args))
        return context.get_dummy_value()

    return code


# ------------------------------------------------------------------------------------------------------- the warp's


def _summing(taps: int) -> Any:
    """An intrinsic for that many taps."""

    @intrinsic
    def sum_taps(_typing: Any, out: Any, at: Any, source: Any, starts: Any, weights: Any, first: Any, last: Any) -> Any:
        """Blocks `first` to before `last` of a row, from `out[at]` on.

        A block is the sum over t of `source[starts[block]+t:][:16] * weights[block, t]` / 65536, each cut, uint16.
        """
        signature = types.void(out, at, source, starts, weights, first, last)

        def generate(row: _Row) -> None:
            builder = row.builder
            target, source_data, start_data, weight_data = row.data(0), row.data(2), row.data(3), row.data(4)
            at, first = row.index(1), row.index(5)
            with row.blocks(builder.sub(row.index(6), first)) as loop:
                block = builder.add(first, loop.index)
                start = builder.load(builder.gep(start_data, [block]))
                weight_at = builder.mul(block, ir.Constant(first.type, MOST_TAPS * BLOCK))
                total = None
                for tap in range(taps):
                    seen = row.load(source_data, builder.add(start, ir.Constant(first.type, tap)))
                    weight = row.load(weight_data, builder.add(weight_at, ir.Constant(first.type, tap * BLOCK)))
                    part = row.times(seen, weight)
                    total = part if total is None else builder.add(total, part)
                row.store(total, target, builder.add(at, row.offset(loop)))

        return signature, _rows(generate)

    return sum_taps


sum_three: Any = _summing(3)
sum_four: Any = _summing(4)
sum_five: Any = _summing(5)
sum_most: Any = _summing(MOST_TAPS)


@intrinsic
def _blend_blocks(_typing: Any, out: Any, at: Any, total: Any, cover: Any, begin: Any, blocks: Any) -> Any:
    """`out[at:]` = `total[begin:]` + what `cover[begin:]` (65280 is whole) leaves of it, uint16."""
    signature = types.void(out, at, total, cover, begin, blocks)

    def generate(row: _Row) -> None:
        builder = row.builder
        out_data, total_data, cover_data = row.data(0), row.data(2), row.data(3)
        at, begin = row.index(1), row.index(4)
        with row.blocks(row.index(5)) as loop:
            target, source = builder.add(at, row.offset(loop)), builder.add(begin, row.offset(loop))
            covered = row.load(cover_data, source)
            whole = builder.add(covered, builder.lshr(covered, _all(8)))
            under = row.times(row.load(out_data, target), builder.sub(_all(65535), whole))
            row.store(builder.add(row.load(total_data, source), under), out_data, target)

    return signature, _rows(generate)


@intrinsic
def _mix_blocks(_typing: Any, out: Any, at: Any, upper: Any, lower: Any, begin: Any, low: Any, blocks: Any) -> Any:
    """`out[at:]` = `upper[begin:] * (256 - low) + lower[begin:] * low`, bytes to uint16."""
    signature = types.void(out, at, upper, lower, begin, low, blocks)

    def generate(row: _Row) -> None:
        builder = row.builder
        out_data, upper_data, lower_data = row.data(0), row.data(2), row.data(3)
        at, begin, far = row.index(1), row.index(4), row.words(5)
        near = builder.sub(_all(256), far)
        with row.blocks(row.index(6)) as loop:
            source = builder.add(begin, row.offset(loop))
            above = builder.mul(row.load(upper_data, source), near)
            below = builder.mul(row.load(lower_data, source), far)
            row.store(builder.add(above, below), out_data, builder.add(at, row.offset(loop)))

    return signature, _rows(generate)


# -------------------------------------------------------------------------------------------------- the finishing's


@intrinsic
def _add_excess(_typing: Any, out: Any, line: Any, least: Any, blocks: Any) -> Any:
    """`out` grows by what of `line` is over `least`, uint16."""
    signature = types.void(out, line, least, blocks)

    def generate(row: _Row) -> None:
        out_data, line_data, least = row.data(0), row.data(1), row.words(2)
        with row.blocks(row.index(3)) as loop:
            at = row.offset(loop)
            over = row.less(row.load(line_data, at), least)
            row.store(row.more(row.load(out_data, at), over), out_data, at)

    return signature, _rows(generate)


@intrinsic
def _mix_words(_typing: Any, out: Any, above: Any, below: Any, far: Any, blocks: Any) -> Any:
    """`out` = `above` and `below` mixed, `far` of 65535 of the latter, uint16."""
    signature = types.void(out, above, below, far, blocks)

    def generate(row: _Row) -> None:
        builder = row.builder
        out_data, above_data, below_data, far = row.data(0), row.data(1), row.data(2), row.words(3)
        near = builder.sub(_all(65535), far)
        with row.blocks(row.index(4)) as loop:
            at = row.offset(loop)
            upper = row.times(row.load(above_data, at), near)
            row.store(builder.add(upper, row.times(row.load(below_data, at), far)), out_data, at)

    return signature, _rows(generate)


@intrinsic
def _finish_luma(
    _typing: Any, out: Any, line: Any, added: Any, shade: Any, grain: Any, grain_at: Any, blocks: Any
) -> Any:
    """A row of 8.8 luma with light `added`, its vignette `shade` and `grain` (int16, from `grain_at` on), as bytes."""
    signature = types.void(out, line, added, shade, grain, grain_at, blocks)

    def generate(row: _Row) -> None:
        builder = row.builder
        out_data, line_data, added_data, shade_data, grain_data = (row.data(number) for number in range(5))
        grain_at = row.index(5)
        with row.blocks(row.index(6)) as loop:
            at = row.offset(loop)
            light = row.less(row.load(line_data, at), _all(4096))
            light = row.more(light, row.load(added_data, at))
            shaded = row.times(light, row.load(shade_data, at))
            # Black is 16; a half, to round. No grain is so dark that their sum would be less than nothing.
            tooth = builder.add(row.load(grain_data, builder.add(grain_at, at)), _all(4096 + 128))
            value = builder.lshr(row.more(shaded, tooth), _all(8))
            row.store(row.at_least(row.at_most(value, 235), 16), out_data, at)

    return signature, _rows(generate)


@intrinsic
def _finish_chroma(_typing: Any, out: Any, line: Any, shade: Any, blocks: Any) -> Any:
    """A row of 8.8 chroma brought towards grey by its vignette `shade`, as bytes."""
    signature = types.void(out, line, shade, blocks)

    def generate(row: _Row) -> None:
        builder = row.builder
        out_data, line_data, shade_data = row.data(0), row.data(1), row.data(2)
        with row.blocks(row.index(3)) as loop:
            at = row.offset(loop)
            shade = row.load(shade_data, at)
            grey = builder.lshr(builder.sub(_all(65535), shade), _all(1))
            kept = row.more(row.times(row.load(line_data, at), shade), builder.add(grey, _all(128)))
            row.store(row.at_least(row.at_most(builder.lshr(kept, _all(8)), 240), 16), out_data, at)

    return signature, _rows(generate)


# Types of their own: to a reader of types an intrinsic is called with one argument more than to Numba.
blend_blocks: Any = _blend_blocks
mix_blocks: Any = _mix_blocks
add_excess: Any = _add_excess
mix_words: Any = _mix_words
finish_luma: Any = _finish_luma
finish_chroma: Any = _finish_chroma
