"""Hides an installed azure.durable_functions: tests of --sdk real without one."""
