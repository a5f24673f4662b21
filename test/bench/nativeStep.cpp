// Reads STEP files with native OpenCascade and covers them with triangles, as the preview does: the yardstick of its bench.
// nativeStep <angular deflection> (<linear deflection> <file>)...   prints a line of JSON for each file: ms cold and warm, triangles.
#include <BRepMesh_IncrementalMesh.hxx>
#include <BRep_Tool.hxx>
#include <STEPControl_Reader.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Shape.hxx>
#include <Message.hxx>
#include <Message_Messenger.hxx>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

static double milliseconds() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

static int readAndMesh(const char* file, double linear, double angular) {
  STEPControl_Reader reader;
  if (reader.ReadFile(file) != IFSelect_RetDone) return -1;
  reader.TransferRoots();
  TopoDS_Shape shape = reader.OneShape();
  if (shape.IsNull()) return -1;
  // One thread, as WebAssembly has.
  BRepMesh_IncrementalMesh mesh(shape, linear, Standard_False, angular, Standard_False);
  int triangles = 0;
  for (TopExp_Explorer faces(shape, TopAbs_FACE); faces.More(); faces.Next()) {
    TopLoc_Location location;
    Handle(Poly_Triangulation) found = BRep_Tool::Triangulation(TopoDS::Face(faces.Current()), location);
    if (!found.IsNull()) triangles += found->NbTriangles();
  }
  return triangles;
}

int main(int count, char** arguments) {
  Message::DefaultMessenger()->ChangePrinters().Clear();
  const double angular = std::atof(arguments[1]);
  for (int at = 2; at + 1 < count; at += 2) {
    const double linear = std::atof(arguments[at]);
    double times[6];
    double cpu = 0;
    int triangles = 0;
    for (double& time : times) {
      const double start = milliseconds();
      const std::clock_t startCpu = std::clock();
      triangles = readAndMesh(arguments[at + 1], linear, angular);
      time = milliseconds() - start;
      const double used = 1000.0 * (std::clock() - startCpu) / CLOCKS_PER_SEC;
      if (cpu == 0 || used < cpu) cpu = used;
    }
    double warm = times[1];
    for (double time : times) if (time < warm) warm = time;
    std::printf("{\"cold\":%.1f,\"warm\":%.1f,\"warmCpu\":%.1f,\"triangles\":%d}\n", times[0], warm, cpu, triangles);
    std::fflush(stdout);
  }
  return 0;
}
