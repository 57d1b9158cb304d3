"""The decorators that azure.functions puts on apps and blueprints, by what they declare.

All of them only record (builders.py): no trigger or binding but the durable ones matters to a
replay. Source: azure-functions 1.11 to 2.3, decorators/function_app.py and dapr_function_app.py.
"""

TRIGGERS = frozenset((
    "route", "http_trigger", "schedule", "timer_trigger", "warm_up_trigger",
    "service_bus_queue_trigger", "service_bus_topic_trigger", "queue_trigger",
    "event_hub_message_trigger", "event_grid_trigger", "blob_trigger", "cosmos_db_trigger",
    "cosmos_db_trigger_v3", "kafka_trigger", "sql_trigger", "mysql_trigger", "generic_trigger",
    "assistant_skill_trigger", "mcp_tool_trigger", "mcp_resource_trigger", "mcp_prompt_trigger",
    "connector_trigger", "dapr_service_invocation_trigger", "dapr_binding_trigger",
    "dapr_topic_trigger", "on_cosmos_db_update", "on_service_bus_queue_change",
    "on_service_bus_topic_change", "on_queue_change", "on_blob_change", "on_event_hub_message"))

BINDINGS = frozenset((
    "service_bus_queue_output", "service_bus_topic_output", "queue_output", "event_hub_output",
    "event_grid_output", "blob_input", "blob_output", "cosmos_db_input", "cosmos_db_output",
    "cosmos_db_input_v3", "cosmos_db_output_v3", "kafka_output", "table_input", "table_output",
    "sql_input", "sql_output", "mysql_input", "mysql_output", "generic_input_binding",
    "generic_output_binding", "text_completion_input", "assistant_create_output",
    "assistant_query_input", "assistant_post_input", "embeddings_input", "embeddings_store_output",
    "semantic_search_input", "dapr_state_input", "dapr_secret_input", "dapr_state_output",
    "dapr_invoke_output", "dapr_publish_output", "dapr_binding_output", "mcp_tool_property",
    "read_blob", "write_blob", "read_cosmos_db_documents", "write_cosmos_db_documents",
    "write_queue", "write_service_bus_queue",
    "write_service_bus_topic", "write_event_hub_message", "write_event_grid"))

SETTINGS = frozenset(("retry", "http_type", "mcp_tool", "mcp_resource", "mcp_prompt"))

ALL = TRIGGERS | BINDINGS | SETTINGS
_ENDINGS = ("_trigger", "_input", "_output", "_binding")


def is_known(name):
    return name in ALL


def has_right_form(name):
    """Newer packages bring new decorators, named as the old ones are."""
    return name.endswith(_ENDINGS) and not nearest(name, 0.9)


def nearest(name, cutoff=0.75):
    """The known decorator that was probably meant, or None."""
    import difflib
    known = ALL | {"function_name", "orchestration_trigger", "activity_trigger", "entity_trigger",
                   "durable_client_input", "register_functions", "register_blueprint"}
    found = difflib.get_close_matches(name, sorted(known), 1, cutoff)
    return found[0] if found else None


def kind_of(name):
    """The binding's type as function.json spells it, near enough to be told apart."""
    if name == "route":
        return "httpTrigger"
    words = name.split("_")
    return words[0] + "".join(word.capitalize() for word in words[1:])
