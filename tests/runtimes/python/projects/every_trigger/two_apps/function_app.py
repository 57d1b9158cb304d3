import azure.functions as func
import azure.durable_functions as df

app = func.FunctionApp()
other = df.DFApp()
