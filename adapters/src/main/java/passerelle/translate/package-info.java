/** Formats: parsed documents to the common model and back, by compiled stylesheets between frozen schemas. */
@NullMarked
package passerelle.translate;

import org.jspecify.annotations.NullMarked;
