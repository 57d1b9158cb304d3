"""What stands in for the Functions packages: azure.functions and azure.durable_functions."""
