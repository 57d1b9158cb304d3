"""The Python side of Yieldscope: imports the user's project and runs its orchestrators.

Pure standard library, Python 3.8 syntax. PROTOCOL.md beside host.py describes the messages.
"""
