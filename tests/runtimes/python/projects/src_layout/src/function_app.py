from company.flows import app
