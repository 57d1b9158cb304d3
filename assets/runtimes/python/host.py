"""Entry of the child process: `python3 host.py`, with commands on descriptor 3, answers on 4.

PROTOCOL.md describes the messages; Yieldscope starts this, people do not.
"""
import os
import sys

sys.dont_write_bytecode = True
_here = os.path.dirname(os.path.abspath(__file__))
sys.path[0] = _here  # only until our own modules are loaded

from _yieldscope import importer, replaying, run, script  # noqa: E402,F401

del sys.path[0]
importer.Importer().serve()
