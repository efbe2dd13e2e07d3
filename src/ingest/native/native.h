/* Importers that are code: formats that need more than paths into a tree. A new one is a file here and a row in native.c. */
#ifndef TIEOUT_INGEST_NATIVE_H
#define TIEOUT_INGEST_NATIVE_H

#include "ingest/importer.h"

extern const struct importer native_log;

const struct importer *const *native_importers(size_t *n);

#endif
