"""Where code stands: the recorder's own functions, under the name that the child knows them by."""
import os

from yieldscope_recorder import (add_own, caller, chain_key, is_in_target, is_own, is_standard,
                                 place_of, place_of_caller, place_of_frame, place_of_traceback,
                                 qualified_name, set_folder, shown_file, standard_name,
                                 suspended_frames)

__all__ = ["caller", "chain_key", "is_in_target", "is_own", "is_standard", "place_of",
           "place_of_caller", "place_of_frame", "place_of_traceback", "qualified_name",
           "set_folder", "shown_file", "standard_name", "suspended_frames"]

add_own(os.path.dirname(os.path.abspath(__file__)))
