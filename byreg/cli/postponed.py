"""Modules that a library imports at once and uses seldom are loaded when something of them is asked for.

pydantic asks for plugins' entry points, which are not looked for here, and for random secrets. What stands behind these
modules (electronic mail, archives, OpenSSL) took a tenth of the time before a first plan was read.
"""

import sys
from collections.abc import Iterable
from functools import partial
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from threading import Lock
from types import ModuleType
from typing import Any

# with the functions that are taken from each by name, before anything is asked of it
SELDOM_USED = {"importlib.metadata": ("entry_points",), "secrets": ()}
ONE_AT_A_TIME = Lock()  # `byreg serve` has several threads


class Postponed(ModuleType):
    """Stands for a module until something of it is asked for, or one of its functions is called."""

    def __init__(self, spec: ModuleSpec, functions: Iterable[str]) -> None:
        super().__init__(spec.name)
        self.__spec__ = spec
        if spec.submodule_search_locations is not None:
            self.__path__ = spec.submodule_search_locations
        for function in functions:
            setattr(self, function, partial(self.call, function))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.loaded(), name)

    def call(self, function: str, *given: Any, **named: Any) -> Any:
        return getattr(self.loaded(), function)(*given, **named)

    def loaded(self) -> ModuleType:
        """Return the module itself, which takes the place of what stood for it."""
        with ONE_AT_A_TIME:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
        return import_module(self.__name__)


def postpone() -> None:
    """Let what is seldom used be loaded later, unless it is already."""
    for name, functions in SELDOM_USED.items():
        if name not in sys.modules and (spec := find_spec(name)) is not None:
            sys.modules[name] = module = Postponed(spec, functions)
            package, _, own = name.rpartition(".")
            if package:
                setattr(import_module(package), own, module)
