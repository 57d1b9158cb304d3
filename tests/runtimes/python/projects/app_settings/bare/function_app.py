import os

STORE = os.environ["NO_SUCH_SETTING_ANYWHERE"]
