/** UN/EDIFACT interchanges (ISO 9735): what surrounds them is put aside, StAEDI checks each message by its schema. */
@NullMarked
package passerelle.format.edifact;

import org.jspecify.annotations.NullMarked;
