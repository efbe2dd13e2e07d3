/* Types of plain YAML scalars by the core schema (YAML 1.2.2, section 10.3.2). */
#ifndef TIEOUT_DOC_YAML_SCALAR_H
#define TIEOUT_DOC_YAML_SCALAR_H

#include "doc/tree.h"

enum tree_type yaml_scalar_type(struct str plain);

#endif
