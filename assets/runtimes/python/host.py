"""Entry of the child process: `python3 host.py`, with commands on descriptor 3, answers on 4.

PROTOCOL.md describes the messages; Yieldscope starts this, people do not.
"""
import os
import sys

_here = os.path.dirname(os.path.abspath(__file__))
sys.path[0] = _here  # only until our own modules are loaded

# Our own modules are compiled once a user and Python, outside the source and install trees; of the
# user's project nothing is ever written.
_before = sys.pycache_prefix
_cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
sys.dont_write_bytecode = not os.path.isabs(_cache)
if not sys.dont_write_bytecode:
    sys.pycache_prefix = os.path.join(_cache, "yieldscope", "python")

from _yieldscope import importer, replaying, run, script  # noqa: E402,F401

sys.dont_write_bytecode = True
sys.pycache_prefix = _before
del sys.path[0]
importer.Importer().serve()
