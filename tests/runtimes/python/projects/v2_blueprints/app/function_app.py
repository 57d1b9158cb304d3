import azure.functions as func
import azure.durable_functions as df
from blueprints import billing
from blueprints.orders import bp as orders_bp
from blueprints.drafts import drafts

app = df.DFApp(http_auth_level=func.AuthLevel.ANONYMOUS)
app.register_functions(orders_bp)
app.register_blueprint(billing.blueprint)
