"""Connections that the project opened when it was imported: sending on them acts on the world.

Connecting is heard by the audit hook; sending on what is connected already raises no event.
Drivers that talk to the network from C code are out of reach.
"""
import functools
import sys

from .watch import act, is_watching, note_read

_frame = sys._getframe


def _refuse(cls, names, is_remote):
    for name in names:
        inherited = getattr(cls, name, None)
        if inherited is None:
            continue

        @functools.wraps(inherited)
        def sent(self, *args, inherited=inherited, **kwargs):
            if is_watching() and is_remote(self):
                act("socket.sendto", (), _frame(1))
            return inherited(self, *args, **kwargs)

        setattr(cls, name, sent)


def _note(cls, names, is_remote):
    for name in names:
        inherited = getattr(cls, name, None)
        if inherited is None:
            continue

        @functools.wraps(inherited)
        def received(self, *args, inherited=inherited, name=name, **kwargs):
            if is_watching() and is_remote(self):
                note_read("network", "socket.{}()".format(name), _frame(1))
            return inherited(self, *args, **kwargs)

        setattr(cls, name, received)


def wrap_socket(module):
    family_of = module.SocketType.family.__get__
    local = getattr(module, "AF_UNIX", None)

    def is_remote(connection):
        """Pairs inside a process, which event loops wake themselves with, are local."""
        return family_of(connection) != local

    _refuse(module.socket, ("send", "sendall"), is_remote)
    _note(module.socket, ("recv", "recv_into", "recvfrom", "accept"), is_remote)


def wrap_ssl(module):
    _refuse(module.SSLSocket, ("send", "sendall", "write"), lambda connection: True)
    _note(module.SSLSocket, ("recv", "recv_into", "read"), lambda connection: True)
