"""The kernel compiled as one program."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from negotiation_sim.engines.linked_once import KNOWN, linked_once

numba = pytest.importorskip("numba")


@numba.njit(no_cpython_wrapper=True, no_cfunc_wrapper=True)
def halved(number):
    return number / 2


@numba.njit(no_cpython_wrapper=True, no_cfunc_wrapper=True)
def halved_twice(number):
    return halved(halved(number))


def compiled(function):
    made = numba.njit(function)
    with linked_once():
        made.compile((numba.float64[:],))
    return made


def added(more):
    return lambda numbers: halved_twice(numbers[0]) + more


def test_callers_find_what_was_linked_once():
    first = compiled(lambda numbers: halved_twice(numbers[0]) + halved(numbers[1]))
    second = compiled(lambda numbers: halved_twice(numbers[1]))
    assert first(np.array([8.0, 4.0])) == 4.0
    assert second(np.array([8.0, 4.0])) == 1.0


def test_what_is_compiled_afterwards_is_compiled_as_ever():
    compiled(lambda numbers: halved(numbers[0]))
    after = numba.njit(lambda numbers: halved_twice(numbers[0]) + numbers.sum())
    assert after(np.array([8.0, 4.0])) == 14.0


def test_this_compiler_is_known_and_another_is_told(caplog, monkeypatch):
    caplog.set_level(logging.INFO, "negotiation_sim")
    with linked_once():
        pass
    assert not caplog.records
    monkeypatch.setitem(KNOWN, "finalize", {"another_step"})
    found = compiled(lambda numbers: halved_twice(numbers[0]))
    assert found(np.array([8.0])) == 2.0
    assert "not known" in caplog.text


def test_threads_that_compile_at_once_leave_the_compiler_as_it_was(caplog):
    from numba.core.codegen import CPUCodeLibrary

    caplog.set_level(logging.INFO, "negotiation_sim")
    before = CPUCodeLibrary.finalize
    kernels = [added(k) for k in range(4)]
    with ThreadPoolExecutor(4) as workers:
        found = list(workers.map(lambda kernel: compiled(kernel)(np.array([8.0])), kernels))
    assert found == [2.0, 3.0, 4.0, 5.0]
    assert CPUCodeLibrary.finalize is before
    assert not caplog.records
